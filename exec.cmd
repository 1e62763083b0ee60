@rem Lets the `exec` of the scripts in package.json run on Windows too; elsewhere it is the shell's own word.
@%*
