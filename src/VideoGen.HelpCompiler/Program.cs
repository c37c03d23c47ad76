namespace VideoGen.Help;

/// <summary><c>VideoGen.HelpCompiler PAGES OUTPUT</c>: compiles a folder of pages. Faults are written as MSBuild reads them.</summary>
internal static class Program
{
    private static int Main(string[] args)
    {
        if (args is not [var pages, var output])
        {
            Console.Error.WriteLine("usage: VideoGen.HelpCompiler PAGES OUTPUT");
            return 2;
        }

        try
        {
            HelpCompiler.Compile(pages, output);
            return 0;
        }
        catch (PageException e)
        {
            Console.Error.WriteLine(e.Message);
            return 1;
        }
    }
}
