"""What texts of a figure are set in: fonts made of font packages, widths, numbers of notes."""
