"""What a field of the view is made of: its values, how a link writes it, its words, and the widget that shows it."""
