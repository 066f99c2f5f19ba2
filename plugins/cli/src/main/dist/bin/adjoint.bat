@echo off
rem Starts the adjoint command line. JAVA_HOME chooses the Java; ADJOINT_OPTS holds options for its virtual machine.
setlocal
set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java"
"%JAVA%" --add-modules=jdk.incubator.vector %ADJOINT_OPTS% -classpath "%~dp0..\lib\*" dev.adjoint.cli.Main %*
exit /b %ERRORLEVEL%
