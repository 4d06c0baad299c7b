"""`warraq deploy`: the built site goes to a branch or a folder."""
