"""What the exported document says, without any format: chapters made of blocks."""
