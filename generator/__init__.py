"""On Record: a publication generator for explainers whose every statement can be checked.

The layers. Each imports only from those above it, and only what their '__init__.py' names; within a layer, modules import each
other. A name is imported when it is first asked for (lazy_exports.py)::

    text/       reading text with positions: YAML and its mistakes, Markdown, characters, passages
    language/   words, months and numbers of the site's languages, one catalogue each; text in other languages
    system/     what the system refuses, in words; files written whole, caches verified by hash, what is ours to replace and where a site
                may go, locks, a folder put in place in one step; subprocesses, limited by processor time; where templates are
    model/      dates/ as EDTF, vocabularies/ of scales as data, records/ with one module a section, its docstrings the manual, and the
                table of sections; corpus: all records, by id, by section, by who refers to them
    content/    reading load: files of records and translations -> Corpus and diagnostics; the rules, and mistakes as values; what the
                models refuse, in words; repository: where files are edited and issues begun
    analysis/   grades, stances, timeline, places, the life of claims, scores of forecasts, what changed: pure functions of the corpus
    verify/     evidence/: quotations proved in the texts of sources; checks/: rules over the whole corpus; checking: all that is wrong
    figures/    what follows from the record -> figures as data; writers/ give HTML, SVG and CSV, drawing/ runs Altair; cards: the
                picture that stands for a page where its address is shared; tokens: colours and glyphs; licence
    site/       one module a page kind, or a section: a function that lists its pages, and one for the view of each; all_pages;
                citation_formats, jsonld and changes (a feed), which machines read; search: what it finds
    builder/    render writing markdown_tree: a page -> Markdown -> build/docs, only what changed; pictures: SVG -> PNG; search_index:
                Pagefind's; settings mkdocs_site: MkDocs -> build/site, swapped in at once; cached_pages raw_blocks: what MkDocs
                need not make or read again; compiled_templates; stamp: proof that nothing changed; project: both halves of a build
    editing/    commands that write for editors, or look records up; adding/ documents, drafting/ from them; live/: the language server;
                admin/: the editor in the browser; issue forms and schemas; starting: 'onrecord init', which writes starter/
    command/    cli and its parts: commands source_commands, the options that they share; build_run: one run of a
                build; serve: the site on this machine; preview: a page by itself, at once after a save; reporting: mistakes as text and as
                data; terminal clock: all that is printed, inert, and the day that it is

To change X, open Y:

    a field or a kind of record       model/records/<section>.py
    what annotations mean, and a walk over the values of a record: model/records/walking.py; over running text: model/corpus.py,
                                      text/body.py
    what is known of a section        model/records/__init__.py: its words, its pages, their place in the navigation
    what counts as a mistake          content/diagnostics.py, verify/checks/
    how a mistake is worded           content/validation_messages.py, verify/checks/, text/; how YAML goes on after one: text/yaml_repair.py
    how acts are counted              analysis/stance_counts.py
    what is derived once for all      site/facts.py; where records stand: site/shared_pages.py, site/context.py
    a scale                           model/vocabularies/<scale>.yml; what values without a scale are called: its words/names.yml
    corrections of our own mistakes   model/records/shared.py, site/changes.py, site/record_actions.py
    what a page says                  site/<kind>.py, site/<section>.py for that of a record, then site_templates/pages/<kind>.md.j2
    what is too long for one page     site/parts.py; where a record stands then: site/shared_pages.py;
                                      what an explainer lists of its records: site/material.py
    what a figure shows               figures/<figure>.py
    how a map is framed and drawn     figures/drawing/map_chart.py, natural_earth.json; distances: figures/earth.py
    how figures look                  figures/writers/, site_templates/assets/css/07-drawing.css, 07-figures.css
    a colour or a glyph               site_templates/tokens.yml, figures/tokens.py
    how record text is escaped        site/markup.py; how it says its language: language/localized.py, builder/value_places.py
    what machines read                site/citation_formats.py, site/jsonld.py, site/changes.py (the feed)
    what the search finds             site/search.py, builder/search_index.py, search_list.py, site_templates/assets/explore.js
    which words are the same          text/folding.py; what is offered for a slip: builder/search_near.py, site_templates/assets/near.js
    under which word a title is filed model/vocabularies/filing.py, its words/filing.yml
    when a page changed               analysis/changing.py, site/all_pages.py, site_templates/theme/sitemap.xml
    translations of the interface     language/, content/reading.py, analysis/publishing.py, 'make generated'
    what is changed for editors       editing/, command/commands.py
    what is told while one types      editing/live/; by schemas: editing/schema.py
    what words of fields mean         editing/words.yml, and of scales model/vocabularies/; how acts are coded: editing/coding.yml
    where disputes and edits go       content/repository.py, site/record_actions.py
    on what terms files may be used   figures/licence.py
    what is asked without git         editing/describing.py; in issues: editing/issue_forms.py; in the browser: editing/admin/config.py
    how a page or PDF is read         editing/adding/
    what a text proposes              editing/drafting/, its words/
    where old addresses lead          model/records/base.py (former_ids), site/moved.py
    what a build may replace          system/ownership.py
    what a terminal may be shown      text/characters.py, command/terminal.py
    where links inside a site lead    builder/site_links.py
    what MkDocs is given              builder/settings.py, mkdocs.yml, site_templates/theme/
"""
