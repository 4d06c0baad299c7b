"""What a saved page states about itself in forms for machines."""
