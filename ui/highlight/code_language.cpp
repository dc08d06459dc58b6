// SPDX-License-Identifier: MIT
#include "ui/highlight/code_language.h"

#include <QHash>

namespace freshet {

namespace {

struct Language {
    const char *scope;
    const char *names; ///< Parted by spaces, in lower case.
};

constexpr Language kLanguages[] = {
    {"source.asm.x86_64", "asm assembly nasm x86asm x86 x86_64"},
    {"source.awk", "awk gawk"},
    {"source.batchfile", "bat batch cmd dos batchfile"},
    {"source.c", "c h"},
    {"source.clojure", "clojure clj cljs cljc edn"},
    {"source.cmake", "cmake cmakelists.txt cmakelists"},
    {"source.commonlisp", "lisp common-lisp commonlisp cl elisp emacs-lisp scheme scm racket"},
    {"source.cpp", "cpp c++ cc cxx hpp h++ hh hxx arduino ino cuda cu qt"},
    {"source.cs", "csharp c# cs dotnet"},
    {"source.css", "css"},
    {"source.css.less", "less"},
    {"source.css.scss", "scss sass"},
    {"source.dart", "dart flutter"},
    {"source.diff", "diff patch udiff"},
    {"source.dockerfile", "dockerfile docker containerfile"},
    {"source.dotenv", "dotenv env .env"},
    {"source.fortran.free", "fortran f90 f95 f03 f08 f18 fortran-free-form"},
    {"source.fsharp", "fsharp f# fs"},
    {"source.go", "go golang"},
    {"source.graphql", "graphql gql"},
    {"source.groovy", "groovy gradle jenkinsfile"},
    {"source.haskell", "haskell hs"},
    {"source.hcl", "hcl terraform tf tfvars"},
    {"source.http", "http https"},
    {"source.ini", "ini conf config cfg properties editorconfig gitconfig desktop systemd service"},
    {"source.java", "java"},
    {"source.js", "javascript js jsx mjs cjs ecmascript es6 node nodejs react"},
    {"source.json", "json geojson ipynb jsonl ndjson webmanifest"},
    {"source.json.comments", "jsonc json5"},
    {"source.julia", "julia jl"},
    {"source.kotlin", "kotlin kt kts"},
    {"source.lua", "lua luau"},
    {"source.makefile", "makefile make mk mak gnumake"},
    {"source.nix", "nix"},
    {"source.objc", "objective-c objectivec objc obj-c mm objective-c++ objc++"},
    {"source.pascal", "pascal delphi objectpascal pas"},
    {"source.perl", "perl pl pm"},
    {"source.powershell", "powershell ps ps1 pwsh posh psm1"},
    {"source.proto", "protobuf proto proto3"},
    {"source.python", "python py python3 py3 python2 pyi ipython pycon gyp starlark bazel"},
    {"source.r", "r rscript"},
    {"source.ruby", "ruby rb rake gemfile rakefile"},
    {"source.rust", "rust rs"},
    {"source.scala", "scala sc sbt"},
    {"source.shell", "bash sh shell zsh shellscript ksh ash dash fish bashrc"},
    {"source.solidity", "solidity sol"},
    {"source.sql", "sql mysql postgresql postgres psql sqlite plsql pgsql tsql mariadb plpgsql"},
    {"source.swift", "swift"},
    {"source.toml", "toml"},
    {"source.ts", "typescript ts mts cts"},
    {"source.tsx", "tsx"},
    {"source.verilog", "verilog systemverilog sv v"},
    {"source.viml", "vim viml vimscript"},
    {"source.asp.vb.net", "vb vbnet vb.net visualbasic vba vbscript"},
    {"source.yaml", "yaml yml docker-compose compose"},
    {"source.zig", "zig"},
    {"text.html.basic", "html htm xhtml html5 svelte astro handlebars hbs"},
    {"text.html.markdown", "markdown md mdx"},
    {"text.html.php", "php php3 php7 php8 phtml"},
    {"text.html.vue", "vue vuejs"},
    {"text.shell-session", "console shell-session shellsession sh-session bash-session terminal"},
    {"text.tex.latex", "latex tex"},
    {"text.xml", "xml svg xsd xsl xslt rss atom plist xaml qrc ui wsdl"},
};

const QHash<QString, QString> &scopesByName()
{
    static const QHash<QString, QString> scopes = [] {
        QHash<QString, QString> made;
        for (const Language &language : kLanguages) {
            const QStringList names = QString::fromLatin1(language.names).split(u' ');
            for (const QString &name : names)
                made.insert(name, QString::fromLatin1(language.scope));
        }
        return made;
    }();
    return scopes;
}

} // namespace

QString grammarScopeOf(QStringView info)
{
    info = info.trimmed();
    if (info.startsWith(u'{'))
        info = info.sliced(1); // {.python .numberLines}, {r echo=FALSE}
    while (info.startsWith(u'.') && scopesByName().value(info.toString().toLower()).isEmpty())
        info = info.sliced(1);
    qsizetype end = 0;
    while (end < info.size() && !info[end].isSpace() && info[end] != u',' && info[end] != u'{' && info[end] != u'}'
        && info[end] != u':') {
        ++end;
    }
    return scopesByName().value(info.first(end).toString().toLower());
}

} // namespace freshet
