using System.Text;

namespace VideoGen.Http;

/// <summary>
/// An answer's body as text. Always UTF-8, which JSON is (RFC 8259 section 8.1): a charset that the runtime does not know
/// would be an error of its own, in place of the one the body tells of.
/// </summary>
internal static class AnswerText
{
    public static async Task<string> ReadAsync(HttpResponseMessage answer, CancellationToken cancellationToken) =>
        Encoding.UTF8.GetString(await WholeAnswer.BytesOfAsync(answer, cancellationToken).ConfigureAwait(false));
}
