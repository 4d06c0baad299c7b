"""`warraq init`: questions, and the files of a new site."""
