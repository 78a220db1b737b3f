"""The filters at the left."""
