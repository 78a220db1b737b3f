"""Two days compared: the changes in words, the page's own parts."""
