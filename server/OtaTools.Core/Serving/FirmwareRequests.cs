using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using OtaTools.Core.Firmware.Catalog;

namespace OtaTools.Core.Serving;

/// <summary>Answers boards. Ranges and conditions are ASP.NET Core's (RFC 9110); what exists is the folder's say.</summary>
internal sealed class FirmwareRequests(PackShelf firmware, TransferLog log, TimeProvider clock)
{
    // Arduino's HTTPUpdate names this header; ota.py sends it.
    private const string MacHeader = "x-ESP32-STA-MAC";
    private const string VersionHeader = "x-ESP32-version";
    private const int LongestHeaderValue = 64;

    /// <summary>By this another program of ours knows who holds the port (<see cref="PortHolder"/>).</summary>
    public static string ServerName { get; } = "OtaTools/" + ProductVersion.Text;

    public async Task HandleAsync(HttpContext context)
    {
        var request = context.Request;
        context.Response.Headers.Server = ServerName;
        var transfer = new Transfer(
            0,
            clock.GetUtcNow(),
            HeaderOf(request, MacHeader) ?? context.Connection.RemoteIpAddress?.MapToIPv4().ToString() ?? "?",
            context.Connection.RemoteIpAddress?.MapToIPv4().ToString() ?? "?",
            request.Method,
            request.Path.Value ?? "/",
            StatusCodes.Status200OK,
            0,
            0,
            TransferState.Running,
            HeaderOf(request, VersionHeader),
            null);
        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method))
        {
            context.Response.Headers.Allow = "GET, HEAD";
            await RefuseAsync(context, transfer, StatusCodes.Status405MethodNotAllowed, Strings.NotServedMethod());
            return;
        }

        var (file, why) = await firmware.FindAsync(request.Path.Value ?? "/", context.RequestAborted);
        if (file is null)
        {
            await RefuseAsync(context, transfer, StatusCodes.Status404NotFound, why);
            return;
        }

        await SendAsync(context, transfer, file);
    }

    private async Task SendAsync(HttpContext context, Transfer transfer, ServedFile file)
    {
        var begun = false;
        var response = context.Response;
        response.Headers.CacheControl = "no-cache"; // a proxy asks back, and gets 304
        response.OnStarting(() =>
        {
            transfer = log.Begin(transfer with
            {
                Status = response.StatusCode,
                BytesTotal = HttpMethods.IsHead(context.Request.Method) ? 0 : response.ContentLength ?? 0,
            });
            begun = true;
            return Task.CompletedTask;
        });
        response.Body = new MeteredStream(response.BodyWriter, bytes =>
        {
            var percentBefore = transfer.BytesSent * 100 / Math.Max(1, transfer.BytesTotal);
            transfer = transfer with { BytesSent = bytes };
            if (bytes * 100 / Math.Max(1, transfer.BytesTotal) != percentBefore)
            {
                log.Update(transfer);
            }
        });
        try
        {
            await Results
                .Bytes(file.Content, "application/octet-stream", null, enableRangeProcessing: true, file.LastModified, new EntityTagHeaderValue(file.EntityTag))
                .ExecuteAsync(context);
            await response.CompleteAsync();
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            // The board went away; what it got is in the transfer.
        }
        finally
        {
            if (begun)
            {
                log.End(transfer with { State = transfer.BytesSent == transfer.BytesTotal ? TransferState.Done : TransferState.BrokenOff });
            }
        }
    }

    private async Task RefuseAsync(HttpContext context, Transfer transfer, int status, string why)
    {
        transfer = log.Begin(transfer with { Status = status, Why = why });
        context.Response.StatusCode = status;
        context.Response.ContentLength = 0;
        await context.Response.CompleteAsync();
        log.End(transfer with { State = TransferState.Done });
    }

    /// <summary>A header is what a stranger sends: short and printable, or not taken.</summary>
    private static string? HeaderOf(HttpRequest request, string name) =>
        request.Headers[name].ToString() is { Length: > 0 and <= LongestHeaderValue } value && !value.Any(char.IsControl) ? value : null;
}
