# A service of the plainest kind, in this process: it takes every job, keeps the key each request came with, and answers what a
# test says. Phantaisia's paths, since that has the fewest.

function Start-KeyService {
    $probe = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, 0)
    $probe.Start()
    $port = $probe.LocalEndpoint.Port
    $probe.Stop()

    $listener = [Net.HttpListener]::new()
    $listener.Prefixes.Add("http://127.0.0.1:$port/")
    $listener.Start()
    $service = [hashtable]::Synchronized(@{
            Uri      = "http://127.0.0.1:$port"
            Listener = $listener
            Keys     = [Collections.ArrayList]::Synchronized([Collections.ArrayList]::new())
            Status   = 200
            Body     = $null
        })
    $service.Shell = [powershell]::Create().AddScript({
            param($service)
            $made = 0
            while ($service.Listener.IsListening) {
                try { $context = $service.Listener.GetContext() } catch { return }
                $null = $service.Keys.Add([string] $context.Request.Headers['Authorization'])
                $path = $context.Request.Url.AbsolutePath
                if ($path -like '*/run/*') { $made++ }
                $body = $service.Body ?? ($path -like '*/run/*' ? "{`"id`":`"6f1c0000-0000-4000-8000-$('{0:d12}' -f $made)`",`"status`":`"queued`"}" : '{"id":"6f1c0000-0000-4000-8000-000000000001","status":"running","output":{}}')
                $bytes = [Text.Encoding]::UTF8.GetBytes($body)
                $context.Response.StatusCode = $service.Status
                $context.Response.ContentType = 'application/json'
                $context.Response.OutputStream.Write($bytes, 0, $bytes.Length)
                $context.Response.Close()
            }
        }).AddArgument($service)
    $null = $service.Shell.BeginInvoke()
    $service
}

function Stop-KeyService([hashtable] $Service) {
    $Service.Listener.Stop()
    $Service.Shell.Stop()
    $Service.Shell.Dispose()
}

Export-ModuleMember -Function Start-KeyService, Stop-KeyService
