"""The file format of PowerPoint (ECMA-376): shapes, slides and notes -> the parts of a file."""
