"""The shape of what people send. The cleaned data are the arguments of an action."""
