"""Who stands on which rung of a ladder."""
