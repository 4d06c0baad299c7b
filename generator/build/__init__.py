"""From content to output: plan, make, publish, remember."""
