"""What is wrong with a built site."""
