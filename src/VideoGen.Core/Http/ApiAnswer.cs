using System.Net;
using System.Net.Http.Headers;

namespace VideoGen.Http;

/// <summary>A successful answer.</summary>
/// <param name="Body">The parsed body.</param>
/// <param name="Text">The body as it came, the key masked.</param>
/// <param name="Status">2xx.</param>
/// <param name="Headers">Without those of the content.</param>
public sealed record ApiAnswer<T>(T Body, string Text, HttpStatusCode Status, HttpResponseHeaders Headers);
