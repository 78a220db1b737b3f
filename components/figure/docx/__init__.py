"""Word documents: a clean template, real styles, captions, notes and links."""
