"""The field mechanism: pages say what they ask, this package builds the widgets and ties them to the data."""
