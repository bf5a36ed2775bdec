"""What the site tells to machines that read it: robots.txt, sitemap, feeds, icons, and the heads of public pages."""
