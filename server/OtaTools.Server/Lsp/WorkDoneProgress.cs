using Microsoft.VisualStudio.LanguageServer.Protocol;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace OtaTools.Server.Lsp;

/// <summary>
/// A request's work-done progress: begin, report, end exactly once, on the token that the request brought.
/// https://microsoft.github.io/language-server-protocol, "Work Done Progress".
/// </summary>
internal sealed class WorkDoneProgress
{
    private readonly ClientNotifications client;
    private readonly JToken? token;

    private WorkDoneProgress(ClientNotifications client, JToken? token) => (this.client, this.token) = (client, token);

    /// <summary>Runs work that reports; a request without a token is run in silence.</summary>
    public static async Task<T> RunAsync<T>(ClientNotifications client, JToken? token, string title, bool cancellable, Func<WorkDoneProgress, Task<T>> work)
    {
        var progress = new WorkDoneProgress(client, token is { Type: JTokenType.String or JTokenType.Integer } ? token : null);
        progress.Send(new ProgressValue("begin", Title: title, Cancellable: cancellable));
        try
        {
            return await work(progress);
        }
        finally
        {
            progress.Send(new ProgressValue("end"));
        }
    }

    public void Report(string message, int? percentage) => Send(new ProgressValue("report", Message: message, Percentage: percentage));

    private void Send(ProgressValue value)
    {
        if (token is not null)
        {
            client.Send(Methods.ProgressNotificationName, new ProgressParams(token, value));
        }
    }
}

internal sealed record ProgressParams(JToken Token, ProgressValue Value);

internal sealed record ProgressValue(
    string Kind,
    [property: JsonProperty(NullValueHandling = NullValueHandling.Ignore)] string? Title = null,
    [property: JsonProperty(NullValueHandling = NullValueHandling.Ignore)] bool? Cancellable = null,
    [property: JsonProperty(NullValueHandling = NullValueHandling.Ignore)] string? Message = null,
    [property: JsonProperty(NullValueHandling = NullValueHandling.Ignore)] int? Percentage = null);
