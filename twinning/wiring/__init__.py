"""What this room registers for others to show: menu, Today, desk, notices, personal data. One module for each part."""
