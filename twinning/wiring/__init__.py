"""What this room of the house offers to the others: menu, Today, desk, notices, personal data. A module a part."""
