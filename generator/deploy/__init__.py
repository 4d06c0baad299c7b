"""`warraq deploy`: the finished site goes where readers find it."""
