"""What hosting refuses, and why: one module a noun, each class named by the fact."""
