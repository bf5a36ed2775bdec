"""What this app registers with core and with the apps below, a module for each part; community/apps.py calls them."""
