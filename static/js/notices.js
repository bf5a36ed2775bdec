// News of what happened elsewhere: the badge, and parts of the page that fetch themselves anew.
