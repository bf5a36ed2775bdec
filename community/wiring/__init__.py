"""What parts of this room offer to the others, a module each; community/apps.py calls them."""
