"""What is read to answer people and supervisors."""
