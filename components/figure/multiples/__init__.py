"""Countries or dates side by side on the page."""
