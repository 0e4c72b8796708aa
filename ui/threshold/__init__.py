"""The parts of the page „Schwellwertanalyse“: outcome, table of rules, the rule in front."""
