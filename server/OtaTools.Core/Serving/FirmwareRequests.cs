using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using OtaTools.Core.Firmware.Catalog;
using OtaTools.Core.Serving.Limits;

namespace OtaTools.Core.Serving;

/// <summary>Answers boards. Ranges and conditions are ASP.NET Core's (RFC 9110); what exists is the folder's say.</summary>
internal sealed class FirmwareRequests(
    PackShelf firmware, ServedScripts scripts, TransferLog log, BoardRegister boards, IBoardPolicy policy, ProbeAnswers probes, TimeProvider clock)
{
    /// <summary>Seconds after which a board may ask again while this server stops.</summary>
    private const int AskAgain = 10;

    /// <summary>By this another program of ours knows who holds the port (<see cref="PortHolder"/>).</summary>
    public static string ServerName { get; } = "OtaTools/" + ProductVersion.Text;

    private readonly BoardGate gate = new(policy);
    private readonly RequestBudget budget = new(clock);
    private volatile bool isStopping;

    /// <summary>Nothing new is begun; what is being sent goes on.</summary>
    public bool IsStopping
    {
        get => isStopping;
        set => isStopping = value;
    }

    public async Task HandleAsync(HttpContext context)
    {
        var request = context.Request;
        context.Response.Headers.Server = ServerName;
        if (await probes.AnswerAsync(context))
        {
            return;
        }

        var told = BoardHeaders.Read(request.Headers);
        var address = context.Connection.RemoteIpAddress?.MapToIPv4().ToString() ?? "?";
        var transfer = new Transfer(
            0,
            clock.GetUtcNow(),
            told.Mac ?? address,
            address,
            request.Method,
            request.Path.Value ?? "/",
            StatusCodes.Status200OK,
            0,
            0,
            TransferState.Running,
            told.Version,
            null);
        if (isStopping)
        {
            PutOff(context.Response, AskAgain);
            await AnswerEmptyAsync(context, transfer with { Status = StatusCodes.Status503ServiceUnavailable, Why = Strings.NotServedStopping() });
            return;
        }

        if (budget.Take(context.Connection.RemoteIpAddress ?? IPAddress.None) is { Ticks: > 0 } wait)
        {
            PutOff(context.Response, Math.Ceiling(wait.TotalSeconds)); // no report: there would be as many as requests
            return;
        }

        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method))
        {
            context.Response.Headers.Allow = "GET, HEAD";
            await RefuseAsync(context, transfer, StatusCodes.Status405MethodNotAllowed, Strings.NotServedMethod());
            return;
        }

        var path = request.Path.Value ?? "/";
        var offer = HttpMethods.IsGet(request.Method) ? await OfferAtAsync(path, context.RequestAborted) : null;
        var board = boards.Seen(told, address, offer);
        var (file, why) = await scripts.FindAsync(path, context.RequestAborted) is { } script
            ? (script, "")
            : await firmware.FindAsync(path, context.RequestAborted);
        if (file is null)
        {
            await RefuseAsync(context, transfer, StatusCodes.Status404NotFound, why);
            return;
        }

        // A release pointer is where a board is told: an image that it names is refused too late, as an error.
        if (offer is not null && (file.Image is not null || path == offer.Path) && !gate.LetsThrough(board, offer, path == offer.Path, request))
        {
            context.Response.Headers[BoardHeaders.Turn] = BoardHeaders.Later;
            await AnswerEmptyAsync(context, transfer with { Status = StatusCodes.Status304NotModified });
            return;
        }

        await SendAsync(context, transfer, file);
    }

    private async Task SendAsync(HttpContext context, Transfer transfer, ServedFile file)
    {
        RunningTransfer? running = null;
        var response = context.Response;
        response.Headers.CacheControl = "no-cache"; // a proxy asks back, and gets 304
        response.OnStarting(() =>
        {
            running = log.Begin(transfer with
            {
                Status = response.StatusCode,
                BytesTotal = HttpMethods.IsHead(context.Request.Method) ? 0 : response.ContentLength ?? 0,
            }, context.Abort);
            return Task.CompletedTask;
        });
        response.Body = new MeteredStream(context.Features, bytes => running?.Sent(bytes));
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
            running?.End();
        }
    }

    /// <summary>503 and no other: boards try again after it, and take 4xx for an answer about the file (server/device/README.md).</summary>
    private static void PutOff(HttpResponse response, double seconds)
    {
        response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        response.Headers.Connection = "close";
    }

    private Task RefuseAsync(HttpContext context, Transfer transfer, int status, string why) =>
        AnswerEmptyAsync(context, transfer with { Status = status, Why = why });

    private async Task AnswerEmptyAsync(HttpContext context, Transfer transfer)
    {
        var running = log.Begin(transfer, context.Abort);
        try
        {
            context.Response.StatusCode = transfer.Status;
            if (transfer.Status != StatusCodes.Status304NotModified)
            {
                context.Response.ContentLength = 0;
            }

            await context.Response.CompleteAsync();
        }
        finally
        {
            running.End();
        }
    }

    /// <summary>The image that a path is about: its own, or that of which it is a packed form or the manifest.</summary>
    private async Task<BoardOffer?> OfferAtAsync(string path, CancellationToken cancellationToken)
    {
        var imagePath = ImagePath.Of(path);
        var (file, _) = await firmware.FindAsync(imagePath, cancellationToken);
        return OfferedImage.Of(imagePath, file);
    }
}
