"""Groups of commands beside the basic ones of ``dsfa_app.cli``: one file each, one entry there."""
