"""What comes in from outside, judged by its content and never by its name."""
