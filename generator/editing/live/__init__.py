"""The language server of 'onrecord lsp': unsaved content, analysis of cursors, and the protocol."""
