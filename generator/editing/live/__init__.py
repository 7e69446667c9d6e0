"""What an editor is told while it types: the state behind 'onrecord lsp', and the protocol around it."""
