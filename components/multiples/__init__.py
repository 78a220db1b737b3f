"""Up to five countries or dates side by side: the same subject, the same places."""
