using System.Net;

namespace VideoGen.Http;

/// <summary>Reads an answer in the service's documented error shape; null when it is anything else, such as a proxy's page.</summary>
/// <param name="status">Never a success.</param>
/// <param name="body">The answer's text; may be empty.</param>
public delegate ServiceError? ErrorReader(HttpStatusCode status, string body);
