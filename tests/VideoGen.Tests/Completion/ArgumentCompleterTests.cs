using System.Collections;
using VideoGen.Cmdlets.Completion;

namespace VideoGen.Tests.Completion;

public class ArgumentCompleterTests
{
    private sealed class FailingCompleter : ArgumentCompleter
    {
        private protected override IEnumerable<CompletionItem> Complete(CompletionWord word, CompletionScope scope) => throw new IOException("the journal is locked");
    }

    [Fact]
    public void CompleteArgument_Failure_IsSilent() =>
        Assert.Empty(new FailingCompleter().CompleteArgument("Get-VideoJob", "Id", "", null!, new Hashtable()));
}
