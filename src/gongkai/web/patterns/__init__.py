"""What every page is put together from: one pattern, one partial, one block of theme.css. No models, no views."""
