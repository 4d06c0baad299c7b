"""A web page taken apart: its data, its blocks, and what each of them is."""
