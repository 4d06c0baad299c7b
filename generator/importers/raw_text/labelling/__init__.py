"""What each line of a raw text is, learned: its features, the model that labels all lines together, and the title among them."""
