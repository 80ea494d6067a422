"""The annual report on the workbench: the list, the page, the figures, where each number comes from."""
