"""What this room of the house offers to the others. A module a part."""
