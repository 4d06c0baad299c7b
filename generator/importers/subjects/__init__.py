"""What an article is about: people, places and tags that its text suggests."""
