"""What the exported document says, without any format: chapters made of blocks.

Nothing is imported here: the window takes the words of a comparison from this package without waiting for
the chapters.
"""
