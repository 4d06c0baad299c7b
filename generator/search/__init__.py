"""What readers type becomes what articles hold."""
