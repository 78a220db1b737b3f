"""All about one country or pair, on one page that leaves as a document."""
