"""Is every picture whole? Every subject, layout and size of screen, looked at by its boxes in a real browser."""
