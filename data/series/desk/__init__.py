"""A desk's own copies of published data: the file as its publisher gives it -> checked -> series of the desk."""
