"""How it is asked: one question, one answer, and three engines that know both."""
